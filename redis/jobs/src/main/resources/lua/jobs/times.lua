-- Tells the times of the queue, after setting them when new ones are given.
--
-- Touches    queue
-- ARGV[2..5] lease, beat, how long a silent drone is live, how long an ended job is kept, all in ms; or none
-- Returns    {the same four, as they are now}
if #ARGV > 1 then
  redis.call('HSET', P .. 'queue', 'lease', ARGV[2], 'beat', ARGV[3], 'alive', ARGV[4], 'retention', ARGV[5])
  return {tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])}
end
return {setting('lease', LEASE), setting('beat', BEAT), setting('alive', ALIVE), setting('retention', RETENTION)}
