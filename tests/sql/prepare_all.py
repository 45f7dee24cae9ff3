"""Prints a `prepare "people/list_members" (...) as ...` for every statement of the catalogue."""
import database

for statement in database.statements():
    types = ", ".join(param.sql_type for param in statement.params)
    print(f'prepare "{statement.full_name}"{f" ({types})" if types else ""} as\n{statement.text};')
