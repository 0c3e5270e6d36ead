"""Merge the warehouse

Revision ID: 8f4ef069bd18
Revises: 7e3def58ac14, w316ac8bdf17
Create Date: 2023-02-10 10:18:00

"""
import sqlalchemy as sa
from alembic import op

revision = "8f4ef069bd18"
down_revision = ("7e3def58ac14", "w316ac8bdf17")
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
