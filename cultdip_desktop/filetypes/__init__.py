"""What a file is, from its content and never from its name; how large a picture is, without decoding it.

Every read here is bounded. Knows bytes; knows no office, no store and no codec.
"""
