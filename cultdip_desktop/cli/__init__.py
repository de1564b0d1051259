"""The use cases for scripts: JSON out, exit codes, no Qt. The contract is in the user guide's command table."""
