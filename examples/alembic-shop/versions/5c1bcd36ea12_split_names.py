"""Fill first and last names

Revision ID: 5c1bcd36ea12
Revises: 4b0abc25df11
Create Date: 2023-02-25 10:12:00

"""
import sqlalchemy as sa
from alembic import op

revision = "5c1bcd36ea12"
down_revision = "4b0abc25df11"
branch_labels = None
depends_on = None


def upgrade():
    customers = sa.table(
        "customers", sa.column("id"), sa.column("name"), sa.column("first_name"), sa.column("last_name"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(customers.c.id, customers.c.name)).fetchall():
        first, _, last = row.name.rpartition(" ")
        connection.execute(
            customers.update().where(customers.c.id == row.id).values(first_name=first, last_name=last))


def downgrade():
    pass
