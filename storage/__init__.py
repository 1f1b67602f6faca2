"""What is true: tables, repositories and read models; nothing else speaks SQL."""
