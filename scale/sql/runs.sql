-- Pairs of passages of two editions, and how many runs of words they share: one part of all runs.
--
-- As within an edition, a run that stands in many is followed to a few of them, so that the work grows with the texts and not with
-- their square: each edition's passages meet those of the four editions before it, where a run stands in more than 64 those of the
-- last one alone, and of an edition two passages at most. In: `shingles`, those of the part.
WITH shared AS (
  SELECT shingle FROM shingles GROUP BY shingle HAVING min(edition) <> max(edition)
), ranked AS (
  SELECT shingles.shingle, shingles.edition, shingles.passage,
    dense_rank() OVER (PARTITION BY shingles.shingle ORDER BY shingles.edition) AS nth,
    row_number() OVER (PARTITION BY shingles.shingle, shingles.edition ORDER BY shingles.passage) AS nth_passage
  FROM shingles JOIN shared ON shingles.shingle = shared.shingle
), counted AS (
  SELECT shingle, passage, nth, max(nth) OVER (PARTITION BY shingle) AS editions
  FROM ranked WHERE nth_passage <= 2
)
SELECT a.passage AS a, b.passage AS b, count(*) AS shared
FROM counted a JOIN counted b ON a.shingle = b.shingle
  AND b.nth > a.nth AND b.nth <= a.nth + CASE WHEN a.editions > 64 THEN 1 ELSE 4 END
GROUP BY a.passage, b.passage
