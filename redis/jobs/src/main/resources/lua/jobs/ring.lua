-- Gives back a ring that woke nobody.
--
-- Touches   bell:<class>
-- ARGV[2]   class
-- Returns   1
ring(ARGV[2])
return 1
