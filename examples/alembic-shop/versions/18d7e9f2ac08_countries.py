"""Countries

Revision ID: 18d7e9f2ac08
Revises: 07c6d8e1fb07
Create Date: 2023-01-17 10:08:00

"""
import sqlalchemy as sa
from alembic import op

revision = "18d7e9f2ac08"
down_revision = "07c6d8e1fb07"
branch_labels = None
depends_on = None


def upgrade():
    countries = op.create_table(
        "countries",
        sa.Column("code", sa.String(2), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.bulk_insert(countries, [
        {"code": "DE", "name": "Germany"},
        {"code": "FR", "name": "France"},
        {"code": "CI", "name": "Côte d'Ivoire"},
    ])


def downgrade():
    op.drop_table("countries")
