<?php

declare(strict_types=1);

namespace WHMCS\Module;

/** Base of dashboard widgets (contract section 8). */
abstract class AbstractWidget
{
    /** @var string */
    protected $title;

    /** @var string */
    protected $description = '';

    /** @var int */
    protected $weight = 150;

    /** @var int */
    protected $columns = 1;

    /** @var bool */
    protected $cache = false;

    /** @var bool */
    protected $cachePerUser = false;

    /** @var int seconds */
    protected $cacheExpiry = 120;

    /** @var string */
    protected $requiredPermission = '';

    /** @var bool */
    protected $draggable = true;

    /** @var bool */
    protected $wrapper = true;

    abstract public function getData();

    abstract public function generateOutput($data);

    public function getId()
    {
        return static::class;
    }

    public function getTitle()
    {
        return $this->title;
    }

    public function getDescription()
    {
        return $this->description;
    }

    public function getColumnSize()
    {
        return $this->columns;
    }

    public function getWeight()
    {
        return $this->weight;
    }

    public function showWrapper()
    {
        return $this->wrapper;
    }

    public function isCachable()
    {
        return $this->cache;
    }

    public function isCachedPerUser()
    {
        return $this->cachePerUser;
    }

    public function getCacheExpiry()
    {
        return $this->cacheExpiry;
    }

    public function getRequiredPermission()
    {
        return $this->requiredPermission;
    }

    public function isDraggable()
    {
        return $this->draggable;
    }

    public function sanitizeData($data)
    {
        return json_decode((string) json_encode($data), true);
    }

    public function render($forceRefresh = false)
    {
        return $this->generateOutput($this->sanitizeData($this->getData()));
    }
}
