// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// The design that SeasonStaking replaces, small, with its defects: pool 0 of the ApeCoin staking contract as published
/// (whole-hour accrual, time ranges that nobody has to fund, one commingled balance, unchecked transfers). Written for
/// the tests of those defects; never deploy it.
contract OriginalStaking is Ownable {
    using SafeCast for uint256;
    using SafeCast for int256;

    struct TimeRange {
        uint48 start; // whole hours
        uint48 end;
        uint96 rewardsPerHour;
    }

    struct Pool {
        uint48 lastHour;
        uint16 rangeIndex;
        uint96 stakedAmount;
        uint96 rewardsPerShare;
    }

    struct Position {
        uint256 staked;
        int256 debt;
    }

    uint256 private constant HOUR = 3600;
    uint256 private constant PRECISION = 1e18;
    uint256 private constant MIN_DEPOSIT = 1e18;

    IERC20 public immutable token;
    // One slot, as published: what is staked in all is bits 64 to 159 of it.
    Pool public pool;
    TimeRange[] public ranges;
    mapping(address account => Position) public positions;

    event Deposit(address indexed user, uint256 amount, address recipient);
    event Withdraw(address indexed user, uint256 amount, address recipient);
    event ClaimRewards(address indexed user, uint256 amount, address recipient);

    error DepositTooSmall();
    error StartMustEqualLastEnd();
    error WholeHoursOnly();
    error ExceededStakedAmount();

    constructor(IERC20 token_) Ownable(msg.sender) {
        token = token_;
    }

    function addTimeRange(uint256 amount, uint256 start, uint256 end) external onlyOwner {
        if (start % HOUR != 0 || end % HOUR != 0) revert WholeHoursOnly();
        uint256 count = ranges.length;
        if (count != 0 && ranges[count - 1].end != start) revert StartMustEqualLastEnd();
        if (count == 0) pool.lastHour = start.toUint48();
        ranges.push(TimeRange(start.toUint48(), end.toUint48(), (amount / ((end - start) / HOUR)).toUint96()));
    }

    function removeLastTimeRange() external onlyOwner {
        ranges.pop();
    }

    function deposit(uint256 amount, address recipient) public {
        if (amount < MIN_DEPOSIT) revert DepositTooSmall();
        updatePool();
        Position storage position = positions[recipient];
        pool.stakedAmount += amount.toUint96();
        position.staked += amount;
        position.debt += (amount * pool.rewardsPerShare).toInt256();
        token.transferFrom(msg.sender, address(this), amount);
        emit Deposit(msg.sender, amount, recipient);
    }

    function claim(address recipient) public {
        updatePool();
        _claim(positions[msg.sender], recipient);
    }

    function withdraw(uint256 amount, address recipient) public {
        updatePool();
        Position storage position = positions[msg.sender];
        if (amount == position.staked) _claim(position, recipient);
        if (amount > position.staked) revert ExceededStakedAmount();
        pool.stakedAmount -= amount.toUint96();
        position.staked -= amount;
        position.debt -= (amount * pool.rewardsPerShare).toInt256();
        token.transfer(recipient, amount);
        emit Withdraw(msg.sender, amount, recipient);
    }

    function updatePool() public {
        uint256 count = ranges.length;
        if (block.timestamp < ranges[0].start || block.timestamp < pool.lastHour + HOUR) return;
        uint256 last = ranges[count - 1].end;
        uint256 hour = block.timestamp / HOUR * HOUR;
        if (pool.stakedAmount != 0) {
            (uint256 rewards, uint256 index) = rewardsBetween(pool.lastHour, hour);
            pool.rangeIndex = index.toUint16();
            pool.rewardsPerShare = (pool.rewardsPerShare + rewards * PRECISION / pool.stakedAmount).toUint96();
        }
        pool.lastHour = (hour > last ? last : hour).toUint48();
    }

    function rewardsBetween(uint256 from, uint256 to) public view returns (uint256 rewards, uint256 index) {
        index = pool.rangeIndex;
        while (from > ranges[index].end && to > ranges[index].end) ++index;
        for (; index < ranges.length; ++index) {
            TimeRange memory range = ranges[index];
            uint256 first = from <= range.start ? range.start : from;
            uint256 end = to <= range.end ? to : range.end;
            rewards += (end - first) * range.rewardsPerHour / HOUR;
            if (to <= end) return (rewards, index);
        }
        return (rewards, ranges.length - 1);
    }

    function pendingReward(address account) external returns (uint256) {
        updatePool();
        return _pending(positions[account]);
    }

    function _pending(Position storage position) private view returns (uint256) {
        return ((position.staked * pool.rewardsPerShare).toInt256() - position.debt).toUint256() / PRECISION;
    }

    function _claim(Position storage position, address recipient) private {
        uint256 amount = _pending(position);
        position.debt = (position.staked * pool.rewardsPerShare).toInt256();
        token.transfer(recipient, amount);
        emit ClaimRewards(msg.sender, amount, recipient);
    }
}
