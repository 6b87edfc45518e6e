"""The journal's tables, version by version, and the one statement that is long."""

_TABLES = """
CREATE TABLE runs (id TEXT PRIMARY KEY, title TEXT NOT NULL, out TEXT NOT NULL, began REAL NOT NULL);
CREATE TABLE jobs (
    run TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE, number INTEGER NOT NULL, job TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued', worker TEXT NOT NULL DEFAULT '', since REAL NOT NULL,
    stage TEXT NOT NULL DEFAULT '', done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0,
    sentence TEXT NOT NULL DEFAULT '', code INTEGER NOT NULL DEFAULT 0,
    seconds REAL, results TEXT NOT NULL DEFAULT '', reused INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run, number)
);
CREATE INDEX jobs_by_state ON jobs (run, state, number);
CREATE TABLE made (key TEXT PRIMARY KEY, result TEXT NOT NULL, files TEXT NOT NULL, at REAL NOT NULL);
"""
_OWNED = """
ALTER TABLE runs ADD COLUMN owner TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN via TEXT NOT NULL DEFAULT '';
CREATE TABLE favourites (
    run TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE, number INTEGER NOT NULL, PRIMARY KEY (run, number)
);
"""
_FOUND = """
CREATE TABLE found (
    run TEXT NOT NULL, number INTEGER NOT NULL, place INTEGER NOT NULL, product TEXT NOT NULL, title TEXT NOT NULL,
    words TEXT NOT NULL, preset TEXT NOT NULL, medium TEXT NOT NULL, PRIMARY KEY (run, number, place),
    FOREIGN KEY (run, number) REFERENCES jobs(run, number) ON DELETE CASCADE
);
"""
FAIREST = """
WITH served AS (
    SELECT owner, sum(state = 'running') AS underway, max(CASE state WHEN 'queued' THEN 0 ELSE since END) AS last
    FROM jobs JOIN runs ON runs.id = jobs.run WHERE owner != '' GROUP BY owner
)
UPDATE jobs SET state = 'running', worker = ?, since = ?, stage = '', done = 0, total = 0
WHERE rowid = (
    SELECT jobs.rowid FROM jobs JOIN runs ON runs.id = jobs.run JOIN served ON served.owner = runs.owner
    WHERE state = 'queued' ORDER BY underway, last, began, run, number LIMIT 1
) RETURNING *
"""
CHANGES = (_TABLES, _OWNED, _FOUND)  # what each version adds to the one before
CATALOGUED = 3  # the version since which what was made stands in a table
