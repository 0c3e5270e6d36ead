"""A last name is needed

Revision ID: 6d2cde47fb13
Revises: 5c1bcd36ea12
Create Date: 2023-02-27 10:13:00

"""
import sqlalchemy as sa
from alembic import op

revision = "6d2cde47fb13"
down_revision = "5c1bcd36ea12"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("UPDATE customers SET last_name = name WHERE last_name IS NULL")
    with op.batch_alter_table("customers") as batch:
        batch.alter_column("last_name", existing_type=sa.String(100), nullable=False)


def downgrade():
    with op.batch_alter_table("customers") as batch:
        batch.alter_column("last_name", existing_type=sa.String(100), nullable=True)
