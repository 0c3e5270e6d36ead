"""Changes of stock are written down

Revision ID: 905f017ace19
Revises: 8f4ef069bd18
Create Date: 2023-02-12 10:19:00

"""
import sqlalchemy as sa
from alembic import op

revision = "905f017ace19"
down_revision = "8f4ef069bd18"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "stock_log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("warehouse_id", sa.Integer, nullable=False),
        sa.Column("product_id", sa.Integer, nullable=False),
        sa.Column("change", sa.Integer, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("""
            CREATE FUNCTION log_stock() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              INSERT INTO stock_log (warehouse_id, product_id, change)
              VALUES (new.warehouse_id, new.product_id, new.quantity - old.quantity);
              RETURN new;
            END $$;
            CREATE TRIGGER stock_changes AFTER UPDATE ON stock
              FOR EACH ROW EXECUTE FUNCTION log_stock();
        """)
    else:
        op.execute("""
            CREATE TRIGGER stock_changes AFTER UPDATE ON stock BEGIN
              INSERT INTO stock_log (warehouse_id, product_id, change)
              VALUES (new.warehouse_id, new.product_id, new.quantity - old.quantity);
            END
        """)


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER stock_changes ON stock; DROP FUNCTION log_stock();")
    else:
        op.execute("DROP TRIGGER stock_changes")
    op.drop_table("stock_log")
