"""The database: schema, migrations and one repository per aggregate; the only place with SQL."""
