"""Phone numbers

Revision ID: 07c6d8e1fb07
Revises: f6b5a7d9ea06
Create Date: 2023-01-15 10:07:00

"""
import sqlalchemy as sa
from alembic import op

revision = "07c6d8e1fb07"
down_revision = "f6b5a7d9ea06"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("customers") as batch:
        batch.add_column(sa.Column("phone", sa.String(30)))


def downgrade():
    with op.batch_alter_table("customers") as batch:
        batch.drop_column("phone")
