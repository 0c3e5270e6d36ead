"""Settings, unless an early installation has them

Revision ID: d4934dbeac25
Revises: c3823cadfb24
Create Date: 2023-03-24 10:25:00

"""
import sqlalchemy as sa
from alembic import op

revision = "d4934dbeac25"
down_revision = "c3823cadfb24"
branch_labels = None
depends_on = None


def upgrade():
    if "settings" not in sa.inspect(op.get_bind()).get_table_names():
        op.create_table(
            "settings",
            sa.Column("key", sa.Text, primary_key=True),
            sa.Column("value", sa.JSON, nullable=False),
        )


def downgrade():
    op.drop_table("settings")
