-- What the portal does later lies in a schema of its own, whose tables the queue's library makes (migrations.Queue).
create schema river;
