"""Find customers by name

Revision ID: 7e3def58ac14
Revises: 6d2cde47fb13
Create Date: 2023-02-02 10:14:00

"""
import sqlalchemy as sa
from alembic import op

revision = "7e3def58ac14"
down_revision = "6d2cde47fb13"
branch_labels = None
depends_on = None


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        with op.get_context().autocommit_block():
            op.create_index("customers_by_name", "customers", ["last_name"], postgresql_concurrently=True)
    else:
        op.create_index("customers_by_name", "customers", ["last_name"])


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        with op.get_context().autocommit_block():
            op.drop_index("customers_by_name", table_name="customers", postgresql_concurrently=True)
    else:
        op.drop_index("customers_by_name", table_name="customers")
