"""Warehouses

Revision ID: w1f4ea69bd15
Revises: 29e8fa03bd09
Create Date: 2023-02-04 10:15:00

"""
import sqlalchemy as sa
from alembic import op

revision = "w1f4ea69bd15"
down_revision = "29e8fa03bd09"
branch_labels = ("warehouse",)
depends_on = None


def upgrade():
    op.create_table(
        "warehouses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("city", sa.Text, nullable=False),
        sa.Column("country", sa.String(2), sa.ForeignKey("countries.code")),
    )


def downgrade():
    op.drop_table("warehouses")
