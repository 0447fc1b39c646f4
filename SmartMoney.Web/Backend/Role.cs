namespace SmartMoney.Web.Backend;

/// <summary>What somebody is in a book, the least first: each may what the ones before it may.</summary>
public enum Role
{
    /// <summary>Sees everything and changes nothing.</summary>
    Viewer,

    /// <summary>Imports, enters and changes.</summary>
    Editor,

    /// <summary>Also looks after people and settings.</summary>
    Owner,
}
