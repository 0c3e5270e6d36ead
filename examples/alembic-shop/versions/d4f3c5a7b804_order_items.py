"""Order items

Revision ID: d4f3c5a7b804
Revises: c3e2d4b6a703
Create Date: 2023-01-09 10:04:00

"""
import sqlalchemy as sa
from alembic import op

revision = "d4f3c5a7b804"
down_revision = "c3e2d4b6a703"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "order_items",
        sa.Column("order_id", sa.Integer, sa.ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("product_id", sa.Integer, sa.ForeignKey("products.id"), primary_key=True),
        sa.Column("quantity", sa.Integer, nullable=False, server_default="1"),
    )


def downgrade():
    op.drop_table("order_items")
