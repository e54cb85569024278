-- Holds something up, or lets it go on.
--
-- Touches   controls, queue, bell:*; blame:<drone> of a drone that goes on
-- ARGV[2]   queue, class:<class> or drone:<id>
-- ARGV[3]   paused, draining, quarantined, or go_on
-- Returns   1
local name, mode = ARGV[2], ARGV[3]

if mode == 'go_on' then
  redis.call('HDEL', P .. 'controls', name)
  local drone = name:match('^drone:(.+)$')
  if drone then
    redis.call('DEL', P .. 'blame:' .. drone)
  end
else
  redis.call('HSET', P .. 'controls', name, mode)
end
redis.call('HSET', P .. 'queue', 'controls', redis.call('HLEN', P .. 'controls'))
return 1
