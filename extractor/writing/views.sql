-- What a journalist asks for, each view by the names of the records. Made anew whenever a database is opened.

CREATE INDEX IF NOT EXISTS mentions_by_document ON mentions (document_id, type);
CREATE INDEX IF NOT EXISTS mentions_by_name ON mentions (type, name);
CREATE INDEX IF NOT EXISTS mentions_by_value ON mentions (unit, value);
CREATE INDEX IF NOT EXISTS mentions_by_day ON mentions (earliest);
CREATE INDEX IF NOT EXISTS facts_by_document ON facts (document_id, type);
CREATE INDEX IF NOT EXISTS facts_by_person ON facts (person);
CREATE INDEX IF NOT EXISTS facts_by_speaker ON facts (speaker);
CREATE INDEX IF NOT EXISTS facts_by_person_mention ON facts (person_mention_id);
CREATE INDEX IF NOT EXISTS facts_by_speaker_mention ON facts (speaker_mention_id);
CREATE INDEX IF NOT EXISTS unread_by_document ON unread (document_id);

DROP VIEW IF EXISTS figures;
CREATE VIEW figures AS
SELECT m.id, m.document_id, d.title AS document, m.text, m.bound, m.value, m.low, m.high, m.unit, m.subject, m.attribute,
  m.object, m."of", m.change, m.basis, m.time, m.time_text, m.according_to, m.status, m.context, m.line, m.rule
FROM mentions AS m JOIN documents AS d ON d.id = m.document_id
WHERE m.type = 'figure';

DROP VIEW IF EXISTS dates;
CREATE VIEW dates AS
SELECT m.id, m.document_id, d.title AS document, m.text, m.edtf, m.clock, m.earliest, m.latest, m.relative, m.context,
  m.line, m.rule
FROM mentions AS m JOIN documents AS d ON d.id = m.document_id
WHERE m.type = 'date';

DROP VIEW IF EXISTS names;
CREATE VIEW names AS
SELECT type, name, count(*) AS mentions, count(DISTINCT document_id) AS documents, group_concat(DISTINCT text) AS forms
FROM mentions
WHERE type IN ('person', 'organization', 'place')
GROUP BY type, name;

DROP VIEW IF EXISTS roles;
CREATE VIEW roles AS
SELECT f.id, f.document_id, d.title AS document, f.person, f.title, f.organization, f.status, f.context, f.line, f.rule
FROM facts AS f JOIN documents AS d ON d.id = f.document_id
WHERE f.type = 'role';

DROP VIEW IF EXISTS quotes;
CREATE VIEW quotes AS
SELECT f.id, f.document_id, d.title AS document, f.speaker, f.verb, f.direct, f.text, f.line, f.rule
FROM facts AS f JOIN documents AS d ON d.id = f.document_id
WHERE f.type = 'quote';
