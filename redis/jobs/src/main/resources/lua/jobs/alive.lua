-- Notes that drones live that are as they were.
--
-- Touches   drones, drones:seen, controls, queue
-- ARGV[2..] drone ids
-- Returns   {{ids that are not known}, {ids that are drained}}
local unknown, drained, seen = {}, {}, {}
local controls = setting('controls', 0) > 0

for i = 2, #ARGV do
  local drone = ARGV[i]
  if redis.call('HEXISTS', P .. 'drones', drone) == 1 then
    seen[#seen + 1], seen[#seen + 2] = AT, drone
  else
    unknown[#unknown + 1] = drone
  end
  if controls and redis.call('HGET', P .. 'controls', 'drone:' .. drone) == 'draining' then
    drained[#drained + 1] = drone
  end
end
for from = 1, #seen, 1000 do
  redis.call('ZADD', P .. 'drones:seen', unpack(seen, from, math.min(#seen, from + 999)))
end
return {unknown, drained}
