"""What developers run and the product never imports."""
