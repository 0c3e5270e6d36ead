"""Some settings

Revision ID: e5a45ecfbd26
Revises: d4934dbeac25
Create Date: 2023-03-26 10:26:00

"""
import sqlalchemy as sa
from alembic import op

revision = "e5a45ecfbd26"
down_revision = "d4934dbeac25"
branch_labels = None
depends_on = None


def upgrade():
    settings = sa.table("settings", sa.column("key"), sa.column("value", sa.JSON))
    op.get_bind().execute(
        settings.insert(), [{"key": "currency", "value": "EUR"}, {"key": "vat", "value": {"DE": 19}}])


def downgrade():
    op.execute("DELETE FROM settings WHERE key IN ('currency', 'vat')")
