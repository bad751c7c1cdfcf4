"""The floor: the same pages in bare Django on the same data, without permissions, journal, CSRF, search or design.

A limit to measure the portal against in the same run, not a product.
"""
