"""Order numbers

Revision ID: a1601a8bdf20
Revises: 905f017ace19
Create Date: 2023-03-14 10:20:00

"""
import sqlalchemy as sa
from alembic import op

revision = "a1601a8bdf20"
down_revision = "905f017ace19"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("orders") as batch:
        batch.add_column(sa.Column("number", sa.String(20)))
        batch.create_unique_constraint("orders_number_key", ["number"])


def downgrade():
    with op.batch_alter_table("orders") as batch:
        batch.drop_constraint("orders_number_key", type_="unique")
        batch.drop_column("number")
