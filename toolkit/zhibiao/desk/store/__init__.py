"""What the desk keeps: people and their visits, documents, decisions and the trail; in SQLite or PostgreSQL."""
