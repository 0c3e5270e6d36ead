"""Products

Revision ID: b2d1e3c5f602
Revises: a1c0f2d4e501
Create Date: 2023-01-05 10:02:00

"""
import sqlalchemy as sa
from alembic import op

revision = "b2d1e3c5f602"
down_revision = "a1c0f2d4e501"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "products",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sku", sa.String(40), nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("price", sa.Numeric(10, 2), nullable=False),
        sa.CheckConstraint("price >= 0", name="price_not_negative"),
    )


def downgrade():
    op.drop_table("products")
