"""Customers

Revision ID: a1c0f2d4e501
Revises: 
Create Date: 2023-01-03 10:01:00

"""
import sqlalchemy as sa
from alembic import op

revision = "a1c0f2d4e501"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(200), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now()),
    )


def downgrade():
    op.drop_table("customers")
