"""The Python half of `./portal`: set-up, embedded PostgreSQL, supervisor, and the sub-commands.

Starts under the system's Python, before anything is installed: modules stand on the standard library alone, and
what needs the installed packages is imported late, inside the function that uses it.
"""
