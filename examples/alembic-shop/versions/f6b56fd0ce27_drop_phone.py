"""Phone numbers are not kept any more

Revision ID: f6b56fd0ce27
Revises: e5a45ecfbd26
Create Date: 2023-03-01 10:27:00

"""
import sqlalchemy as sa
from alembic import op

revision = "f6b56fd0ce27"
down_revision = "e5a45ecfbd26"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("customers") as batch:
        batch.drop_column("phone")


def downgrade():
    with op.batch_alter_table("customers") as batch:
        batch.add_column(sa.Column("phone", sa.String(30)))
