"""The embedded PostgreSQL: a real server from a wheel, used when DATABASE_URL is not set."""
