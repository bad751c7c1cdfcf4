"""Serving: the processes of a running portal and who watches over them."""
