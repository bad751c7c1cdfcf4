"""Commands for those who work on the portal: test, check, fix, docs, bench, drills."""
