"""Paid orders are looked at all day

Revision ID: c3823cadfb24
Revises: b2712b9cea23
Create Date: 2023-03-22 10:24:00

"""
import sqlalchemy as sa
from alembic import op

revision = "c3823cadfb24"
down_revision = "b2712b9cea23"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index(
        "orders_paid", "orders", ["created_at"],
        postgresql_where=sa.text("status = 'paid'"), sqlite_where=sa.text("status = 'paid'"))


def downgrade():
    op.drop_index("orders_paid", table_name="orders")
