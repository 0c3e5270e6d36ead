"""Orders of a customer, newest first

Revision ID: e5a4b6c8d905
Revises: d4f3c5a7b804
Create Date: 2023-01-11 10:05:00

"""
import sqlalchemy as sa
from alembic import op

revision = "e5a4b6c8d905"
down_revision = "d4f3c5a7b804"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("orders_of_customer", "orders", ["customer_id", sa.text("created_at DESC")])


def downgrade():
    op.drop_index("orders_of_customer", table_name="orders")
