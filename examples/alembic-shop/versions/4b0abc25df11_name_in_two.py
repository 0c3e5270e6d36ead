"""First and last names beside the whole name

Revision ID: 4b0abc25df11
Revises: 3af9ab14ce10
Create Date: 2023-02-23 10:11:00

"""
import sqlalchemy as sa
from alembic import op

revision = "4b0abc25df11"
down_revision = "3af9ab14ce10"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("customers") as batch:
        batch.add_column(sa.Column("first_name", sa.String(100)))
        batch.add_column(sa.Column("last_name", sa.String(100)))


def downgrade():
    with op.batch_alter_table("customers") as batch:
        batch.drop_column("last_name")
        batch.drop_column("first_name")
