"""Refunded goods come back to a warehouse

Revision ID: w316ac8bdf17
Revises: w205fb7ace16
Create Date: 2023-02-08 10:17:00

"""
import sqlalchemy as sa
from alembic import op

revision = "w316ac8bdf17"
down_revision = "w205fb7ace16"
branch_labels = None
depends_on = "3af9ab14ce10"


def upgrade():
    op.create_table(
        "returns",
        sa.Column("order_id", sa.Integer, sa.ForeignKey("refunds.order_id"), primary_key=True),
        sa.Column("warehouse_id", sa.Integer, sa.ForeignKey("warehouses.id"), nullable=False),
    )


def downgrade():
    op.drop_table("returns")
