-- Prepared statements. Expected: by hand.

-- A statement with places for values.
PREPARE parts_of_line FROM SELECT part FROM inspections WHERE line = ? AND area > ? ORDER BY part;
-- OK

-- EXECUTE fills them in.
EXECUTE parts_of_line USING 'L1', 10.2;
-- OK DML SELECT
-- | part varchar |
-- | P001         |
-- | P002         |
-- | P005         |

-- With other values.
EXECUTE parts_of_line USING 'L3', 0;
-- | part varchar |
-- | P007         |
-- | P008         |
-- | P011         |

-- A value may be an expression.
EXECUTE parts_of_line USING concat('L', '2'), 4 * 2;
-- | part varchar |
-- | P006         |
-- | P010         |

-- Values in an IN list and a LIKE.
PREPARE search FROM SELECT count(*) AS n FROM inspections WHERE line IN (?, ?) AND note LIKE ?;
-- OK

-- Texts in quotes, a quote doubled.
EXECUTE search USING 'L1', 'L2', 's%';
-- | n bigint |
-- | 3        |

-- A statement without places.
PREPARE everything FROM SELECT count(*) AS n FROM inspections;
-- OK

-- Needs no USING.
EXECUTE everything;
-- | n bigint |
-- | 12       |

-- DEALLOCATE takes it away.
DEALLOCATE PREPARE everything;
-- OK

-- A statement with two places.
PREPARE two_places FROM SELECT count(*) AS n FROM inspections WHERE line IN (?, ?);
-- OK

-- Too few values.
EXECUTE two_places USING 'L1';
-- FAILED INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 2 but found 1
