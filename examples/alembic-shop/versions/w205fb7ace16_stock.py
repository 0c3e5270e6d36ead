"""Stock

Revision ID: w205fb7ace16
Revises: w1f4ea69bd15
Create Date: 2023-02-06 10:16:00

"""
import sqlalchemy as sa
from alembic import op

revision = "w205fb7ace16"
down_revision = "w1f4ea69bd15"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "stock",
        sa.Column("warehouse_id", sa.Integer, sa.ForeignKey("warehouses.id"), primary_key=True),
        sa.Column("product_id", sa.Integer, sa.ForeignKey("products.id"), primary_key=True),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.CheckConstraint("quantity >= 0", name="stock_not_negative"),
    )


def downgrade():
    op.drop_table("stock")
