"""The checks, a module for each program or subject; all are imported by `run`."""
