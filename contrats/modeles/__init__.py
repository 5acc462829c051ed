"""The contract template shipped with the house, the script that makes it, and the names it may use."""
