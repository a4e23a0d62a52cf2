"""What is ordinary in source code and no personal data of anybody's: told from content, names only help."""
