"""The mails of the screening: complements, then decisions."""
