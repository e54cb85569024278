-- Notes that somebody waits for work, so that new work rings.
--
-- Touches   queue
-- ARGV[2]   for how long, ms
-- Returns   1
if AT + ARGV[2] > setting('idle', 0) then
  redis.call('HSET', P .. 'queue', 'idle', AT + ARGV[2])
end
return 1
