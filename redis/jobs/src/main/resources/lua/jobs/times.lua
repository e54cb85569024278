-- Tells the times of the queue, after setting them when new ones are given.
--
-- Touches    times
-- ARGV[2..5] lease, beat, how long a silent drone is live, how long an ended job is kept, all in ms; or none
-- Returns    {the same four, as they are now}
if #ARGV > 1 then
  redis.call('HSET', P .. 'times', 'lease', ARGV[2], 'beat', ARGV[3], 'alive', ARGV[4], 'retention', ARGV[5])
end
return {time_of('lease'), time_of('beat'), time_of('alive'), time_of('retention')}
