"""Orders and their status

Revision ID: c3e2d4b6a703
Revises: b2d1e3c5f602
Create Date: 2023-01-07 10:03:00

"""
import sqlalchemy as sa
from alembic import op

revision = "c3e2d4b6a703"
down_revision = "b2d1e3c5f602"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("customer_id", sa.Integer, sa.ForeignKey("customers.id"), nullable=False),
        sa.Column("status", sa.Enum("new", "paid", "shipped", name="order_status"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now()),
    )


def downgrade():
    op.drop_table("orders")
    sa.Enum(name="order_status").drop(op.get_bind(), checkfirst=False)
