"""Orders can be refunded

Revision ID: 3af9ab14ce10
Revises: 29e8fa03bd09
Create Date: 2023-02-21 10:10:00

"""
import sqlalchemy as sa
from alembic import op

revision = "3af9ab14ce10"
down_revision = "29e8fa03bd09"
branch_labels = None
depends_on = None


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        with op.get_context().autocommit_block():
            op.execute("ALTER TYPE order_status ADD VALUE IF NOT EXISTS 'refunded'")
    op.create_table(
        "refunds",
        sa.Column("order_id", sa.Integer, sa.ForeignKey("orders.id"), primary_key=True),
        sa.Column("reason", sa.Text, nullable=False, server_default="it's broken: 100%"),
    )


def downgrade():
    op.drop_table("refunds")  # a value of an enum cannot be taken back
