"""When reports ran

Revision ID: r2823cadfb22
Revises: r1712b9cea21
Create Date: 2023-03-18 10:22:00

"""
import sqlalchemy as sa
from alembic import op

revision = "r2823cadfb22"
down_revision = "r1712b9cea21"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "report_runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("seconds", sa.Float),
    )


def downgrade():
    op.drop_table("report_runs")
