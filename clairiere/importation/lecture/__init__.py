"""Reading other people's spreadsheets: pure functions, no database, no Django. Nothing here ever saves anything."""
