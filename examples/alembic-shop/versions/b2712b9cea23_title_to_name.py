"""Products have a name, not a title

Revision ID: b2712b9cea23
Revises: a1601a8bdf20
Create Date: 2023-03-20 10:23:00

"""
import sqlalchemy as sa
from alembic import op

revision = "b2712b9cea23"
down_revision = "a1601a8bdf20"
branch_labels = None
depends_on = None


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("products", "title", new_column_name="name")
    else:
        op.execute("ALTER TABLE products RENAME COLUMN title TO name")


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("products", "name", new_column_name="title")
    else:
        op.execute("ALTER TABLE products RENAME COLUMN name TO title")
